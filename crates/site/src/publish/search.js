"use strict";
// Looks words up in NAMES (names.js). Nothing leaves the reader's machine.
{
  const MOST = 50;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const asked = (new URLSearchParams(location.search).get("q") || "").slice(0, 200);
  const words = fold(asked).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const rank = (line, whole) => {
    if (line === whole) return 0;
    return line.startsWith(whole) ? 1 : 2;
  };
  const found = [];
  for (const [caption, file, kind, keys] of words.length ? NAMES : []) {
    let best = 3;
    for (const line of keys.split("\n")) {
      const parts = line.split(/[^\p{L}\p{N}]+/u);
      if (words.every((word) => parts.some((part) => part.startsWith(word)))) {
        best = Math.min(best, rank(line, words.join(" ")));
      }
    }
    if (best < 3) found.push({ best, caption, file, kind });
  }
  found.sort((a, b) => a.best - b.best || a.caption.length - b.caption.length || (a.caption < b.caption ? -1 : 1));
  const answers = document.getElementById("answers");
  const add = (parent, name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return parent.appendChild(element);
  };
  if (words.length) {
    for (const box of document.querySelectorAll("input[name=q]")) box.value = asked;
    const told = found.length ? `${found.length} found by name: ${asked}` : `No name here holds all of these words: ${asked}. That is not evidence that nothing was sold.`;
    add(answers, "p", told);
    const list = add(answers, "ul", "");
    for (const { caption, file, kind } of found.slice(0, MOST)) {
      const line = add(list, "li", "");
      add(line, "a", caption).href = file;
      add(line, "span", ` ${kind}`).className = "soft";
    }
    if (found.length > MOST) add(answers, "p", `The first ${MOST} are shown: more words find less.`);
  }
}
