"use strict";
for (const part of document.querySelectorAll(".findings")) {
  const bar = part.querySelector(".filters");
  if (!bar) continue;
  const buttons = [...bar.querySelectorAll("button")];
  const findings = [...part.querySelectorAll(".finding")];
  const shown = bar.querySelector(".shown");
  const wanted = (kind) => buttons.filter((b) => b.getAttribute("aria-pressed") === "true" && kind in b.dataset).map((b) => b.dataset[kind]);
  const show = () => {
    const status = wanted("status"), group = wanted("group");
    for (const item of findings)
      item.hidden = (status.length > 0 && !status.includes(item.dataset.status)) || (group.length > 0 && !item.dataset.groups.split(" ").some((one) => group.includes(one)));
    for (const section of part.querySelectorAll(".status")) section.hidden = !section.querySelector(".finding:not([hidden])");
    const count = findings.filter((item) => !item.hidden).length;
    shown.textContent = shown.dataset.text.replace("{n}", count).replace("{total}", findings.length);
  };
  for (const button of buttons)
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      show();
    });
  bar.hidden = false;
  show();
}
