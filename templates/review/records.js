// A review in the file itself: decisions as the records that `align review` keeps, folded here as it folds them.
const review = {};
(() => {
  const island = document.getElementById("review-data");
  review.data = island ? JSON.parse(island.textContent) : { mode: "final" };
  const { data } = review;
  if (data.statements) data.statements = Object.fromEntries(data.statements.map(([key, ...rest]) => [key, rest]));
  if (data.findings) data.findings = Object.fromEntries(data.findings.map((finding) => [finding.id, finding]));

  // What the page's own text shows instead of characters that make words look other than they are.
  review.printable = (text) => text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

  review.active = (records) => {
    const undone = new Set();
    for (const record of records) {
      if (record.action === "undo") undone.add(record.of);
      if (record.action === "redo") undone.delete(record.of);
    }
    return records.filter((record) => record.action !== "undo" && record.action !== "redo" && !undone.has(record.id));
  };

  // What an undo or redo of this reviewer would be about.
  review.stacks = (records, reviewer) => {
    const done = [];
    const undone = [];
    const move = (id, here, there) => {
      const at = here.findIndex((record) => record.id === id);
      if (at >= 0) there.push(...here.splice(at, 1));
    };
    for (const record of records) {
      if (record.reviewer !== reviewer) continue;
      if (record.action === "undo") move(record.of, done, undone);
      else if (record.action === "redo") move(record.of, undone, done);
      else {
        done.push(record);
        undone.length = 0;
      }
    }
    return { undo: done.at(-1), redo: undone.at(-1) };
  };

  review.said = (record) =>
    record.action === "reject" ? "unrelated" : record.action === "confirm" ? record.machine : record.verdict || "";
  review.settles = (record) => ["confirm", "reject", "verdict"].includes(record.action);

  const brief = (record) => ({
    id: record.id, action: record.action, by: record.reviewer, at: record.at,
    verdict: review.said(record), kind: record.kind, note: record.note,
  });

  // Splits and merges show on the cards that they are about: new cards are made by `align review` and `align apply`.
  review.fold = (records, reviewer) => {
    const findings = {};
    const byKey = new Map();
    for (const [id, known] of Object.entries(data.findings)) {
      findings[id] = { key: known.key, machine: { verdict: known.verdict, band: known.band } };
      byKey.set(known.key, { told: findings[id], content: known.content });
    }
    const stale = [];
    const added = [];
    const lost = (record, reason, finding = "") => stale.push({
      ...brief(record), reason, finding,
      words: (record.statements || []).map((one) => (one.outlet ? `${one.outlet}: ${one.words}` : one.words)),
    });
    const active = review.active(records);
    const replaced = new Set(active.map((record) => record.replaces).filter(Boolean));
    const settled = new Map(active.filter(review.settles).map((record) => [record.finding, record.id]));
    const touches = (record) => review.settles(record) || record.action === "skip";
    const touched = new Map(active.filter(touches).map((record) => [record.finding, record.id]));
    const stands = (record) => {
      const last = review.settles(record) ? settled : record.action === "skip" ? touched : new Map();
      return !last.has(record.finding) || last.get(record.finding) === record.id;
    };
    const idOf = (key) => Object.keys(findings).find((id) => findings[id].key === key) || "";
    for (const record of active) {
      const superseded = replaced.has(record.id) || !stands(record);
      if (record.action === "align") {
        if ((record.statements || []).every((one) => one.key in data.statements)) added.push(brief(record));
        else if (!superseded) lost(record, "gone");
        continue;
      }
      const found = byKey.get(record.finding);
      const other = record.action === "merge" ? byKey.get(record.other) : found;
      if (!found || !other || found.gone || other.gone) {
        if (!superseded) lost(record, "gone");
        continue;
      }
      if (record.action === "note") (found.told.notes ||= []).push(brief(record));
      else if (record.action === "split" || record.action === "merge") {
        for (const one of new Set([found, other])) {
          one.gone = true;
          one.told.shaped = brief(record);
          delete one.told.settled;
        }
      } else if (record.content && record.content !== found.content) {
        if (!superseded) lost(record, "changed", idOf(record.finding));
      } else if (record.action === "skip") found.told.skipped = true;
      else {
        found.told.settled = brief(record);
        found.told.skipped = false;
      }
    }
    const { undo, redo } = review.stacks(records, reviewer);
    const all = Object.values(findings);
    return {
      version: records.length, shape: "", reviewer, blind: false, findings, stale, added,
      decided: all.filter((one) => one.settled || one.shaped).length, total: all.length,
      undo: Boolean(undo), redo: Boolean(redo),
    };
  };

  const words = (key) => {
    const [source, text] = data.statements[key];
    return { key, source: data.sources[source].key, outlet: data.sources[source].outlet, words: text };
  };

  // The record of what was asked for, whole: whoever reads it needs nothing of this page.
  review.record = (request, records, reviewer) => {
    const id = [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("");
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    const record = { decision: 1, id, at, reviewer, action: request.action };
    if (request.action === "undo" || request.action === "redo") {
      const meant = review.stacks(records, reviewer)[request.action];
      if (!meant) throw new Error(`There is nothing to ${request.action}.`);
      return { ...record, of: meant.id };
    }
    const known = Object.values(data.findings).find((one) => one.key === request.finding);
    const other = Object.values(data.findings).find((one) => one.key === request.other);
    const about = [...(request.statements || known.statements), ...(other ? other.statements : [])];
    if (known) record.finding = known.key;
    if (known && (review.settles(record) || record.action === "skip")) record.content = known.content;
    if (known && review.settles(record)) record.machine = known.verdict;
    record.statements = about.map(words);
    for (const name of ["verdict", "kind", "note", "groups", "other", "replaces"]) {
      if (request[name]) record[name] = request[name];
    }
    return record;
  };

  review.parse = (text) => {
    const lines = text.replace(/^\ufeff/, "").split("\n");
    const records = [];
    lines.forEach((line, number) => {
      if (!line.trim()) return;
      let record = null;
      try {
        record = JSON.parse(line);
      } catch {
        if (number === lines.length - 1) return; // cut short by a crash: it was never acknowledged
      }
      const fits = record && record.decision === 1 && ["id", "action", "reviewer", "at"].every((name) => typeof record[name] === "string");
      if (!fits) throw new Error(`Line ${number + 1} is not a decision; nothing was imported.`);
      records.push(record);
    });
    return records;
  };
})();
