const report = JSON.parse(document.getElementById("report").textContent);
for (const figure of report.headline) {
  const line = document.createElement("p");
  line.textContent = `${figure.key}: ${figure.value ?? "–"}`;
  document.getElementById("main").append(line);
}
