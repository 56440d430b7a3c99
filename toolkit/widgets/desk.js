/* The review desk in the browser: it shows the view that Python sends, and sends back what was pressed. Nothing is
   decided, counted or remembered here. What it draws is made in desk_parts.js and desk_panels.js. */

/* Keys by their place on the keyboard (event.code): the same with a Kazakh, Russian or English layout. */
const CODES = {
  ArrowDown: ["move", 1],
  KeyJ: ["move", 1],
  ArrowUp: ["move", -1],
  KeyK: ["move", -1],
  PageDown: ["move", 5],
  PageUp: ["move", -5],
  Home: ["move", -Infinity],
  End: ["move", Infinity],
  Enter: ["next"],
  NumpadEnter: ["next"],
  ArrowRight: ["next"],
  ArrowLeft: ["back"],
  KeyU: ["undo"],
  KeyR: ["reason"],
  Slash: ["search"],
  NumpadDivide: ["search"],
  KeyF: ["filters"],
  KeyB: ["bulk"],
  KeyL: ["language"],
  KeyD: ["direction"],
  Escape: ["escape"],
};
VERDICTS.forEach(({ verdict, key }) => {
  CODES[`Digit${key}`] = ["verdict", verdict];
  CODES[`Numpad${key}`] = ["verdict", verdict];
});
const MODAL = ["reason", "sure", "bulk", "help"];
const ROW = 56; // pixels of a folded candidate, as in desk.css
const SPARE = 8; // folded candidates drawn beyond each edge of the list
const KEPT = 400; // rows that are kept for being drawn again
const PATIENCE = 4000; // milliseconds until the desk says that nobody answers
const ASK_AGAIN = 15000;

class ReviewDesk {
  constructor(model, el) {
    this.model = model;
    this.client = Math.random().toString(36).slice(2);
    this.view = null;
    this.queue = [];
    this.waiting = null;
    this.number = 0;
    this.local = null; // the candidate chosen here, until Python has said the same
    this.panel = null; // search, filters, bulk, help, reason
    this.held = null; // a reason written before its verdict
    this.notice = "";
    this.rows = new Map();
    this.tall = ROW;
    this.build(el);
    this.listen = (content) => this.receive(content);
    model.on("msg:custom", this.listen);
    this.hello();
  }

  close() {
    this.model.off("msg:custom", this.listen);
    window.removeEventListener("keydown", this.early, true);
    clearTimeout(this.timer);
    this.watcher.disconnect();
  }

  build(el) {
    this.top = make("header", { class: "curmap-top" });
    this.item = make("section", { class: "curmap-item" });
    this.tray = box("curmap-tray");
    this.before = box("");
    this.shown = box("");
    this.after = box("");
    [this.before, this.shown, this.after].forEach((part) => part.setAttribute("role", "presentation"));
    this.list = make("div", { class: "curmap-list", role: "listbox", tabindex: "0" }, this.before, this.shown, this.after);
    this.says = make("div", { class: "curmap-says", role: "status", "aria-live": "polite" });
    this.foot = make("footer", { class: "curmap-foot" });
    this.over = make("div", { class: "curmap-over", hidden: true });
    const middle = make("section", { class: "curmap-middle" }, this.tray, this.list);
    const body = box("curmap-body", this.item, middle);
    this.away = make("p", { class: "curmap-away" }, this.model.get("away"));
    this.root = make(
      "div",
      { class: "curmap-desk", role: "region", tabindex: "-1", "data-lm-suppress-shortcuts": "true" },
      this.away,
      make("div", { class: "curmap-frame" }, this.top, body, this.says, this.foot, this.over),
    );
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.early = (event) => this.first(event);
    window.addEventListener("keydown", this.early, true);
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("focusin", (event) => this.entered(event));
    this.root.addEventListener("pointerdown", () => (this.pointing = true));
    this.list.addEventListener("scroll", () => this.drawList(), { passive: true });
    this.watcher = new ResizeObserver(() => this.drawList(true));
    this.watcher.observe(this.list);
    el.append(this.root);
  }

  /* ---- talking with Python: one message at a time, in order ---- */

  hello() {
    this.number += 1;
    this.greeting = this.number;
    this.post({ hello: true });
  }

  post(content) {
    clearTimeout(this.timer);
    try {
      this.model.send({ client: this.client, number: this.number, ...content });
    } catch {
      this.lost = true; // the kernel is gone, and JupyterLab knows it
      this.drawSays();
    }
    this.timer = setTimeout(() => this.nobody(), this.lost ? ASK_AGAIN : PATIENCE);
  }

  nobody() {
    this.lost = true;
    this.drawSays();
    this.hello();
  }

  send(message) {
    const last = this.queue.at(-1);
    if (message.do === "select" && last?.do === "select") this.queue.pop();
    this.queue.push(message);
    this.flush();
  }

  flush() {
    if (this.waiting || !this.queue.length) return;
    this.number += 1;
    this.waiting = { number: this.number, message: this.queue.shift() };
    this.post({ message: this.waiting.message });
  }

  /* Something else than a choice in the list is on its way: what is shown may be about to change. */
  get busy() {
    return [this.waiting?.message, ...this.queue].some((message) => message && message.do !== "select");
  }

  receive(content) {
    const whole = content.view;
    const mine = content.client === this.client;
    if (mine && content.number === this.waiting?.number) this.waiting.answered = true;
    if (!whole && content.base !== this.view?.version) {
      this.hello();
      return;
    }
    const before = this.view;
    this.view = whole ?? { ...this.change(content.change), version: content.version };
    const answered = this.waiting?.answered ? this.waiting.message : null;
    if (mine) {
      clearTimeout(this.timer);
      this.lost = false;
      const unknown = this.waiting && !answered && content.number === this.greeting;
      if (unknown) this.queue = []; // what became of the message is in the view; what came after it was meant for another
      if (unknown || answered) this.waiting = null;
    }
    const acted = answered && answered.do !== "select";
    if (acted && (this.view.ask || this.view.message?.kind === "error")) this.queue = [];
    if (!this.queue.some((message) => message.do === "select")) this.local = null;
    if (acted) this.notice = "";
    this.draw(before);
    if (acted) this.asked(answered);
    this.flush();
  }

  change({ set, order, candidates }) {
    const view = { ...this.view, ...set };
    if (order || candidates.length) {
      const known = new Map(this.view.candidates.map((candidate) => [candidate.key, candidate]));
      candidates.forEach((candidate) => known.set(candidate.key, candidate));
      view.candidates = (order ?? this.view.candidates.map(({ key }) => key)).map((key) => known.get(key));
    }
    return view;
  }

  /* Python wants to know more before it does what was asked. */
  asked(message) {
    const ask = this.view.ask;
    if (ask?.what === "reason") this.open({ what: "reason", text: ask.text, message });
    else if (ask?.what === "bulk") this.open({ what: "sure", text: ask.text, message });
    else if (["reason", "sure"].includes(this.panel?.what)) this.shut();
  }

  /* ---- what a key or a button does ---- */

  get candidates() {
    return this.view.candidates;
  }

  get index() {
    const found = this.candidates.findIndex(({ key, selected }) => (this.local === null ? selected : key === this.local));
    return found < 0 ? 0 : found;
  }

  get chosen() {
    return this.candidates[this.index];
  }

  say(key) {
    this.notice = this.view.words[key];
    this.drawSays();
  }

  act(name, value) {
    const doing = {
      move: () => this.choose(this.index + value),
      verdict: () => this.decide(value),
      next: () => this.send({ do: "next" }),
      back: () => this.send({ do: "back" }),
      undo: () => (this.busy ? this.say("busy") : this.send({ do: "undo" })),
      reason: () => this.writeReason(),
      search: () => this.open({ what: "search" }),
      filters: () => this.toggle("filters"),
      bulk: () => this.open({ what: "bulk" }),
      help: () => this.toggle("help"),
      language: () => this.send({ do: "set_lang", lang: value ?? after(LANGS, this.view.lang) }),
      direction: () => this.send({ do: "set_direction", direction: value ?? after(DIRECTIONS, this.view.direction) }),
      escape: () => this.escape(),
    };
    doing[name]();
  }

  choose(index) {
    const candidate = this.candidates[Math.max(0, Math.min(this.candidates.length - 1, index))];
    if (!candidate || candidate.key === this.chosen.key) return;
    this.local = candidate.key;
    this.drawList(true);
    this.send({ do: "select", candidate: candidate.key });
  }

  /* A verdict is about what is on the screen: while an answer is on its way, the key is refused and the desk says so. */
  decide(verdict) {
    if (this.busy) return this.say("busy");
    if (!this.view.item || !this.chosen) return undefined;
    const reason = this.reasonHere ? { reason: this.reasonHere } : {};
    this.held = null;
    return this.send({ do: "decide", verdict, item: this.view.item.key, candidate: this.chosen.key, ...reason });
  }

  /* The reason that was written before the verdict, if it is for the candidate that is chosen now. */
  get reasonHere() {
    const { item, candidate, text } = this.held ?? {};
    return this.held && item === this.view.item?.key && candidate === this.chosen?.key ? text : "";
  }

  writeReason() {
    if (this.view.item && this.chosen) this.open({ what: "reason", text: this.view.words["reason-help"], candidate: this.chosen });
  }

  /* A reason belongs to the verdict that waits for it, else to my own verdict, else to the next verdict here. */
  giveReason(panel, text) {
    if (!text) return this.say("reason-empty");
    this.shut();
    if (panel.message) return this.send({ ...panel.message, reason: text });
    const { key, mine, verdict } = panel.candidate;
    if (mine && verdict)
      return this.send({ do: "decide", verdict, item: this.view.item.key, candidate: key, reason: text });
    this.held = { item: this.view.item.key, candidate: key, text };
    return this.say("reason-held");
  }

  escape() {
    const { what, message } = this.panel ?? {};
    if (what === "search" || (!what && this.view.searching)) this.send({ do: "clear_search" });
    if (message) this.send({ do: "cancel" });
    this.notice = "";
    this.shut();
    this.drawSays();
  }

  open(panel) {
    this.panel = panel;
    this.drawPanel();
    this.root.querySelector("[data-first]")?.focus();
  }

  shut() {
    this.panel = null;
    this.drawPanel();
    this.list.focus({ preventScroll: true });
  }

  toggle(what) {
    if (this.panel?.what === what) this.shut();
    else this.open({ what });
  }

  /* Notebook 7 takes arrows and letters before they reach the desk: the window hears them even earlier. */
  first(event) {
    const mine = event.target instanceof Element && this.root.contains(event.target);
    if (mine && !this.modal && !event.target.closest("input, select")) this.pressed(event);
  }

  pressed(event) {
    event.stopPropagation();
    if (!this.view) return;
    const writing = event.target.closest("input, select");
    const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyZ";
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
      event.preventDefault(); // else the browser offers to store the page
      this.say("saved-already");
      return;
    }
    if (event.code === "Tab") this.keepInside(event);
    if (event.code === "Escape") event.preventDefault();
    if (writing && event.code !== "Escape") return;
    if (!undo && (event.ctrlKey || event.metaKey || event.altKey)) return;
    const pushing = event.target.closest("button") && ["Enter", "NumpadEnter", "Space"].includes(event.code);
    if (pushing) return;
    const help = event.key === "?" || (event.shiftKey && event.code === "Slash");
    const [name, value] = undo ? ["undo"] : help ? ["help"] : (CODES[event.code] ?? []);
    if (!name || (this.modal && !["escape", "help"].includes(name))) return;
    event.preventDefault();
    if (event.repeat && name !== "move") return;
    this.act(name, value);
  }

  get modal() {
    return MODAL.includes(this.panel?.what);
  }

  /* Tab goes round inside an open dialogue. */
  keepInside(event) {
    if (!this.modal) return;
    const stops = [...this.over.querySelectorAll("input, button")];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (this.root.ownerDocument.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }

  /* A click anywhere gives the keys to the desk; after a click on a button they go back to the list. */
  clicked(event) {
    this.pointing = false;
    this.root.scrollIntoView({ block: "nearest" });
    if (!this.view || this.panel || event.target.closest("input, select")) return;
    if (event.detail === 0 && event.target.closest("button")) return; // pressed with the keyboard: stay there
    this.list.focus({ preventScroll: true });
  }

  /* Who comes to the desk from elsewhere sees all of it; who points at something, only after the click has met it. */
  entered(event) {
    if (!this.pointing && !this.root.contains(event.relatedTarget)) this.root.scrollIntoView({ block: "nearest" });
  }

  /* ---- drawing: only what has changed ---- */

  draw(before) {
    const { words, lang } = this.view;
    const differs = (...names) => !before || names.some((name) => before[name] !== this.view[name]);
    this.root.classList.add("curmap-on");
    if (differs("words")) {
      this.root.setAttribute("lang", lang);
      this.root.setAttribute("aria-label", words["desk"]);
      this.list.setAttribute("aria-label", words["candidates"]);
    }
    if (differs("words", "lang", "direction", "reviewer", "blind", "progress")) {
      this.swap(this.top, headParts(this.view, (name, value) => this.act(name, value)));
    }
    if (differs("words", "item", "position")) {
      this.item.scrollTop = 0;
      this.swap(this.item, itemParts(this.view));
    }
    if (differs("words", "lang")) this.rows.clear();
    if (differs("words") || (this.panel?.what === "filters" && differs("filters"))) this.drawPanel();
    this.drawList(differs("words", "item", "candidates"));
    this.drawFoot();
    this.drawSays();
    this.root.dataset.version = this.view.version;
  }

  /* Put new children in place; the element that had the focus has it again. */
  swap(part, children) {
    const focus = part.contains(document.activeElement) ? document.activeElement.getAttribute("data-name") : null;
    part.replaceChildren(...children.filter(Boolean));
    if (focus) (part.querySelector(`[data-name="${focus}"]:not(:disabled)`) ?? this.list).focus({ preventScroll: true });
  }

  drawPanel() {
    const what = this.panel?.what;
    this.swap(this.tray, TRAYS[what] ? [TRAYS[what](this)] : []);
    this.over.replaceChildren(...(DIALOGUES[what] ? [DIALOGUES[what](this)] : []));
    this.over.hidden = !DIALOGUES[what];
  }

  drawFoot() {
    const { words, can_undo: undoable, item } = this.view;
    const held = this.reasonHere;
    const ready = Boolean(item && this.chosen);
    const state = [words, undoable, ready, held];
    if (this.footed && state.every((value, index) => value === this.footed[index])) return;
    this.footed = state;
    this.swap(this.foot, footParts(this.view, ready, held, (name, value) => this.act(name, value)));
  }

  drawSays() {
    if (!this.view) return;
    const { words, message: said } = this.view;
    let message = this.notice ? { kind: "info", text: this.notice } : said;
    if (this.lost) message = { kind: "error", text: words["no-answer"] };
    const sign = { error: "✖ ", warning: "⚠ " }[message?.kind] ?? "";
    const text = message?.text ?? "";
    if (this.says.textContent === sign + text) return;
    this.says.dataset.kind = message?.kind ?? "";
    this.says.replaceChildren(...(text ? [unheard(sign), text] : []));
  }

  /* The list draws only the rows in sight: folded rows have one height, the chosen one is measured. */
  drawList(follow = false) {
    if (!this.view) return;
    const height = this.list.clientHeight;
    const chosen = this.index;
    if (follow) this.bring(chosen, height);
    let row = this.drawRows(chosen, height);
    if (row && row.offsetHeight !== this.tall) {
      this.tall = row.offsetHeight;
      row = this.drawRows(chosen, height);
    }
    if (follow && this.bring(chosen, height)) row = this.drawRows(chosen, height);
    if (row) this.list.setAttribute("aria-activedescendant", row.id);
    else this.list.removeAttribute("aria-activedescendant");
  }

  /* Pixels above a row. */
  above(index, chosen) {
    return index * ROW + (index > chosen ? this.tall - ROW : 0);
  }

  /* Scroll so far that the chosen row is in sight, its top in any case; say whether anything moved. */
  bring(chosen, height) {
    const before = this.list.scrollTop;
    const top = this.above(chosen, chosen);
    if (top + this.tall > before + height) this.list.scrollTop = top + this.tall - height;
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    return before !== this.list.scrollTop;
  }

  /* Draw the rows that are in sight and give the chosen one, if it is among them. */
  drawRows(chosen, height) {
    const all = this.candidates;
    const at = this.list.scrollTop;
    const behind = at > this.above(chosen + 1, chosen);
    const start = behind ? (at - this.tall + ROW) / ROW : Math.min(at / ROW, chosen);
    const first = Math.max(0, Math.floor(start) - SPARE);
    const last = Math.min(all.length, first + Math.ceil(height / ROW) + 2 * SPARE);
    this.before.style.height = `${this.above(first, chosen)}px`;
    this.after.style.height = `${this.above(all.length, chosen) - this.above(last, chosen)}px`;
    const rows = all.slice(first, last).map((candidate, index) => this.row(candidate, first + index, chosen));
    this.arrange(rows.length ? rows : [make("p", { class: "curmap-empty" }, this.view.words["no-candidates"])]);
    if (this.rows.size > KEPT) this.rows = new Map([...this.rows].filter(([, kept]) => kept.element.isConnected));
    return rows[chosen - first];
  }

  /* Put the rows in order and touch only those that are new or gone. */
  arrange(rows) {
    const wanted = new Set(rows);
    [...this.shown.children].filter((child) => !wanted.has(child)).forEach((child) => child.remove());
    rows.forEach((row, index) => {
      if (this.shown.children[index] !== row) this.shown.insertBefore(row, this.shown.children[index] ?? null);
    });
  }

  row(candidate, index, chosen) {
    const known = this.rows.get(candidate.key);
    const selected = index === chosen;
    let element = known?.element;
    if (known?.candidate !== candidate || known.selected !== selected) {
      element = (selected ? unfoldedRow : foldedRow)(candidate, this.view);
      element.addEventListener("click", () => this.choose(this.candidates.findIndex((one) => one.key === candidate.key)));
      this.rows.set(candidate.key, { element, candidate, selected });
    }
    element.id = `${this.client}-${index}`;
    element.setAttribute("aria-posinset", index + 1);
    element.setAttribute("aria-setsize", this.candidates.length);
    return element;
  }
}

function after(values, now) {
  return values[(values.indexOf(now) + 1) % values.length];
}

export default {
  render({ model, el }) {
    const desk = new ReviewDesk(model, el);
    return () => desk.close();
  },
};
