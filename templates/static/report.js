// Comfort only: everything is readable without it. Filters, keys, and unfolding what a link leads to.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all(".finding");
  const filters = document.querySelector(".filters");
  const help = document.getElementById("help");
  const texts = new Map(findings.map((finding) => [finding, finding.textContent.toLowerCase()]));
  const shown = () => findings.filter((finding) => !finding.hidden);

  document.documentElement.classList.add("scripted");
  filters.hidden = false;
  for (const button of all("[data-open-help]")) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }

  function filter() {
    const verdict = filters.elements.verdict.value;
    const words = filters.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const finding of findings) {
      const text = texts.get(finding);
      finding.hidden = (verdict && finding.dataset.verdict !== verdict) || !words.every((word) => text.includes(word));
    }
    const narrowed = verdict || words.length;
    for (const section of all("section.findings")) {
      section.hidden = Boolean(narrowed) && !section.querySelector(".finding:not([hidden])");
    }
    filters.querySelector("output").textContent = narrowed ? `${shown().length} of ${findings.length} findings` : "";
  }
  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());

  function show(verdict) {
    const choice = filters.querySelector(`input[name="verdict"][value="${verdict}"]`);
    if (choice) {
      choice.checked = true;
      filter();
    }
  }

  const unfold = filters.querySelector("[data-unfold]");
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(open));
    unfold.textContent = open ? "Fold all reasons" : "Unfold all reasons";
    for (const reasons of all(".reasons")) reasons.open = open;
  });

  // A finding that a filter hides must still be reached by its link.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      filters.reset();
      filter();
    }
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const current = () => document.activeElement.closest(".finding");
  function step(by) {
    const list = shown();
    if (!list.length) return;
    const line = 80; // just below the contents
    let at = list.indexOf(current());
    if (at < 0) {
      const below = list.findIndex((finding) => finding.getBoundingClientRect().top > line);
      const next = below < 0 ? list.length : below;
      at = by > 0 ? next - 1 : next;
    }
    const finding = list[Math.min(list.length - 1, Math.max(0, at + by))];
    finding.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("align:current", { detail: { id: finding.id } }));
    finding.scrollIntoView({ block: "start" });
  }

  function across() {
    const finding = current();
    const target = finding ? finding.querySelector(".about a") : document.querySelector(".text :target .ref, .text :target + .ref");
    if (target) target.click();
    if (target && !finding) document.getElementById(target.hash.slice(1)).focus();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => {
      const reasons = current() && current().querySelector(".reasons");
      if (reasons) reasons.open = !reasons.open;
    },
    t: across,
    "/": () => {
      filters.scrollIntoView({ block: "center" });
      filters.elements.words.focus();
    },
    g: () => scrollTo(0, 0),
    0: () => show(""),
    1: () => show("differ"),
    2: () => show("agree"),
    3: () => show("perhaps"),
    "?": () => help.showModal(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches("input")) {
      if (event.key === "Escape") event.target.blur();
      if (event.target.type === "search") return;
    }
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A marked passage is a larger thing to press than its number; selecting words in it is not pressing.
  document.addEventListener("click", (event) => {
    const passage = event.target.closest(".text .p");
    if (passage && !event.target.closest("a") && getSelection().isCollapsed) {
      const ref = passage.querySelector(".ref");
      if (ref) ref.click();
    }
  });

  addEventListener("beforeprint", () => {
    for (const rest of all(".rest:not([open])")) {
      rest.open = true;
      rest.dataset.forPrint = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const rest of all("[data-for-print]")) {
      rest.open = false;
      delete rest.dataset.forPrint;
    }
  });
})();
