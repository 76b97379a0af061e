// Elements made without innerHTML: text from outside only ever becomes text nodes and attributes.

const SVG = "http://www.w3.org/2000/svg";

/** Appends children: nodes as they are, everything else as text; null, undefined, false are left out. */
function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Sets attributes; a function under "onclick" and the like is listened with, never an attribute. */
function assign(node, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) {
      if (typeof value === "function") node.addEventListener(name.slice(2), value);
    } else if (name === "style") {
      throw new Error("the content security policy forbids style attributes");
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  return node;
}

/** An HTML element: h("p", {class: "note"}, "text", otherElement). */
function h(tag, attributes, ...children) {
  return append(assign(document.createElement(tag), attributes), children);
}

/** An SVG element, as h. */
function svg(tag, attributes, ...children) {
  return append(assign(document.createElementNS(SVG, tag), attributes), children);
}

/** Replaces what an element holds. */
function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/** The address if it is an http(s) one, else null: "javascript:" and its like never become links. */
function safeUrl(text) {
  if (typeof text !== "string" || !/^https?:\/\//iu.test(text)) return null;
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null; // not an address: shown as text
  }
}

/** A link to a page outside where the address is one, else its text. */
function outsideLink(address, label) {
  const href = safeUrl(address);
  if (href === null) return h("span", {class: "no-link"}, label ?? address ?? "");
  return h(
    "a",
    {href, rel: "noopener noreferrer nofollow", target: "_blank", referrerpolicy: "no-referrer"},
    label ?? address,
  );
}

/** Runs at most once per frame, with the latest arguments. */
function oncePerFrame(action) {
  let waiting = null;
  return (...latest) => {
    if (waiting === null) {
      requestAnimationFrame(() => {
        const due = waiting;
        waiting = null;
        action(...due);
      });
    }
    waiting = latest;
  };
}
