// What takes more than a key: a note, a split, a merge, an alignment that the machine missed, stale decisions.
(() => {
  const { data } = review;
  const LONGEST = 140;
  const short = (text) => review.printable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  const named = (key) => review.printable(`${data.sources[data.statements[key][0]].name}: ${data.statements[key][1]}`);

  // The dialog's fields when it was closed with its first button, else null. `check` may name a fault and keep it open.
  function asked(id, prepare, check = () => "") {
    const dialog = document.getElementById(id);
    const form = dialog.querySelector("form");
    const error = form.querySelector(".review-error");
    form.reset();
    if (error) error.textContent = "";
    prepare(form, dialog);
    return new Promise((done) => {
      const submit = (event) => {
        if (!event.submitter || event.submitter.value !== "ok") return;
        const fault = check(form);
        if (!fault) return;
        event.preventDefault();
        error.textContent = fault;
      };
      form.addEventListener("submit", submit);
      dialog.returnValue = "";
      dialog.addEventListener("close", () => {
        form.removeEventListener("submit", submit);
        done(dialog.returnValue === "ok" ? form : null);
      }, { once: true });
      dialog.showModal();
    });
  }

  function options(select, entries) {
    select.replaceChildren();
    const groups = new Map();
    for (const [value, text, group] of entries) {
      const option = Object.assign(document.createElement("option"), { value, textContent: short(text) });
      option.title = review.printable(text);
      if (group && !groups.has(group)) {
        groups.set(group, Object.assign(document.createElement("optgroup"), { label: review.printable(group) }));
        select.append(groups.get(group));
      }
      (groups.get(group) || select).append(option);
    }
  }

  const matches = (text, words) => words.toLowerCase().split(/\s+/).every((word) => text.toLowerCase().includes(word));

  review.note = async () => {
    const form = await asked("review-note", (one) => {
      one.elements.note.onkeydown = (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) one.requestSubmit(one.querySelector("[value=ok]"));
      };
    });
    return form && form.elements.note.value.trim();
  };

  review.split = async (keys) => {
    const form = await asked(
      "review-split",
      (one) => {
        const list = one.querySelector("[data-list=statements]");
        list.replaceChildren(...keys.map((key) => {
          const label = document.createElement("label");
          const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "part", value: key });
          label.append(box, ` ${named(key)}`);
          return label;
        }));
      },
      (one) => {
        const ticked = one.querySelectorAll("[name=part]:checked").length;
        return ticked && ticked < keys.length ? "" : "Tick some of the statements, and not all.";
      },
    );
    return form && [[...form.querySelectorAll("[name=part]:checked")].map((box) => box.value)];
  };

  review.merge = async (key) => {
    const entries = Object.values(data.findings)
      .filter((one) => one.key !== key)
      .map((one) => [one.key, one.statements.map(named).join(" / ")]);
    const form = await asked(
      "review-merge",
      (one) => {
        const list = () => options(one.elements.other, entries.filter(([, text]) => matches(text, one.elements.words.value)));
        one.elements.words.oninput = list;
        list();
      },
      (one) => (one.elements.other.value ? "" : "Choose a finding."),
    );
    return form && form.elements.other.value;
  };

  review.align = async () => {
    const all = Object.entries(data.statements);
    const turned = [...all].sort((one, other) => other[1][0] - one[1][0]); // the second list begins with the last source
    const form = await asked(
      "review-align",
      (one) => {
        const { words, alone, left, right } = one.elements;
        const list = () => {
          for (const select of [left, right]) {
            const chosen = select.value;
            const seen = (select === left ? all : turned).filter(([key, [, text, lone]]) => key === chosen || ((lone || !alone.checked) && matches(text, words.value)));
            options(select, seen.map(([key, [source, text]]) => [key, text, data.sources[source].name]));
            select.value = chosen;
          }
        };
        words.oninput = list;
        alone.onchange = list;
        left.replaceChildren();
        right.replaceChildren();
        list();
      },
      (one) => {
        const { left, right } = one.elements;
        if (!left.value || !right.value) return "Choose one statement in each list.";
        return data.statements[left.value][0] === data.statements[right.value][0] ? "Both are of one source." : "";
      },
    );
    if (!form) return null;
    const { left, right, verdict } = form.elements;
    return { statements: [left.value, right.value], verdict: verdict.value };
  };

  // `again(one)` decides the finding that is there now as the stale decision decided the old one.
  review.stale = async (list, told, again, show) => {
    await asked("review-stale", (form, dialog) => {
      form.querySelector("[data-list=stale]").replaceChildren(...list.map((one) => {
        const item = document.createElement("li");
        const words = document.createElement("p");
        words.textContent = short(one.words.join(" / ")) || "(no words kept)";
        const status = document.createElement("p");
        status.className = "review-status";
        status.textContent = `${review.printable(told(one))}. ${one.reason === "changed" ? "The finding has changed." : "The finding is gone."} `;
        item.append(words, status);
        const act = (text, action) => {
          const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
          button.addEventListener("click", () => {
            dialog.close("");
            action(one);
          });
          status.append(button, " ");
        };
        if (one.finding) act("Look at it", show);
        if (one.finding && ["agreement", "discrepancy", "unrelated"].includes(one.verdict)) act("Decide it so again", again);
        return item;
      }));
    });
  };

  // Keys pressed in a dialog are for it alone.
  for (const dialog of document.querySelectorAll(".review-dialog")) {
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
  }
})();
