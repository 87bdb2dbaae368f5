// Where decisions go: to the server that this page came from, or into the browser's storage.
(() => {
  const { data } = review;
  const PAUSE = 1000; // milliseconds between two looks at what other tabs did

  function served(changed, failed) {
    let version = data.state.version;
    let last = Promise.resolve();
    async function fetched(path, options) {
      let answer;
      try {
        answer = await fetch(path, { cache: "no-store", ...options });
      } catch {
        throw new Error("Not kept: align review has ended. Start it again and open the new address.");
      }
      if (answer.status === 204) return null;
      const told = await answer.json().catch(() => ({ error: `the server answered ${answer.status}` }));
      if (!answer.ok) throw Object.assign(new Error(`Not kept: ${told.error}`), { status: answer.status });
      return told;
    }
    const post = (path, body) => {
      // One after the other, in the order pressed.
      const sent = last.then(async () => {
        const state = await fetched(path, { method: "POST", body, headers: { "Content-Type": "application/json" } });
        version = state.version;
        changed(state);
        return state;
      });
      last = sent.catch(() => {});
      return sent;
    };
    async function look() {
      if (!document.hidden) {
        try {
          await last;
          const state = await fetched(`state?since=${version}`);
          if (state && state.version !== version) {
            version = state.version;
            changed(state);
          }
          failed("");
        } catch (error) {
          failed(error.message.replace("Not kept: ", ""));
        }
      }
      setTimeout(look, PAUSE);
    }
    setTimeout(look, PAUSE);
    document.addEventListener("visibilitychange", () => document.hidden || last.then(() => fetched(`state?since=${version}`)).then((state) => state && changed(state)).catch(() => {}));
    return {
      first: data.state,
      ask: (request) => post("decide", JSON.stringify(request)),
      take: (text) => post("import", text),
      async text() {
        const answer = await fetch("decisions.jsonl", { cache: "no-store" });
        return answer.text();
      },
    };
  }

  function stored(changed, failed) {
    const place = `align-review:${data.comparison}`;
    let records = [];
    let known = "";
    const lines = () => records.map((record) => `${JSON.stringify(record)}\n`).join("");
    function load() {
      try {
        known = localStorage.getItem(place) || "";
        records = review.parse(known);
      } catch {
        failed("This browser keeps nothing for this page: export your decisions before you close it.");
      }
    }
    function reviewer(name) {
      try {
        if (name === undefined) return localStorage.getItem("align-reviewer") || "reviewer";
        localStorage.setItem("align-reviewer", name);
      } catch {
        // the name is asked for again next time
      }
      return name || "reviewer";
    }
    let called = reviewer();
    const state = () => review.fold(records, called);
    function keep(more) {
      // What another tab has kept since must not be written over.
      try {
        const now = localStorage.getItem(place) || "";
        if (now !== known) records = review.parse(now);
      } catch {
        // told below
      }
      const ids = new Set(records.map((record) => record.id));
      records = [...records, ...more.filter((record) => !ids.has(record.id))];
      try {
        known = lines();
        localStorage.setItem(place, known);
        failed("");
      } catch {
        failed("This browser keeps nothing for this page: export your decisions before you close it.");
      }
      const told = state();
      changed(told);
      return told;
    }
    load();
    addEventListener("storage", (event) => {
      if (event.key !== place) return;
      load();
      changed(state());
    });
    return {
      first: state(),
      ask: async (request) => keep([review.record(request, records, called)]),
      async take(text) {
        const before = records.length;
        const told = keep(review.parse(text));
        return { ...told, taken: records.length - before };
      },
      text: async () => lines(),
      name(chosen) {
        called = reviewer(chosen.trim());
        changed(state());
      },
    };
  }

  review.keeper = (changed, failed) => (data.mode === "served" ? served : stored)(changed, failed);
})();
