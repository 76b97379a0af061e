"""The receiver of ``wirebeam watch --listen``: pushed articles and WebSub, on disk before a 2xx."""
