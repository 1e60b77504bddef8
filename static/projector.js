// On the projector: a slide as large as the window shows without scrolling, turned by a presenter's remote too.
// See mot/ui/document.py.
const SMALLEST = 0.64, LARGEST = 3, STEP = 0.04, DESIGNED = 1280;
const KEYS = { PageDown: "next_slide", PageUp: "previous_slide" };  // what remotes send

export default function (component) {
  const { part: name, grow } = component.data;
  const main = document.querySelector('[data-testid="stMain"]');
  let watched = null, asked = 0;

  function fit() {
    asked = 0;
    const part = document.querySelector(".st-key-" + name);
    if (!part || !main) return;
    if (part !== watched) {
      if (watched) seen.unobserve(watched);
      watched = part;
      seen.observe(part);
    }
    let size = Math.min(LARGEST, grow * Math.max(1, window.innerWidth / DESIGNED));
    const set = (value) => { part.style.zoom = String(Math.round(value * 100) / 100); };
    set(size);
    while (size > SMALLEST && main.scrollHeight > main.clientHeight + 1) set((size -= STEP));
  }
  function ask() {
    if (!asked) asked = requestAnimationFrame(fit);
  }
  function turn(event) {
    const button = KEYS[event.key] && document.querySelector(".st-key-" + KEYS[event.key] + " button");
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  const seen = new ResizeObserver(ask);
  const changed = new MutationObserver(ask);
  changed.observe(main, { childList: true, subtree: true });
  window.addEventListener("resize", ask);
  window.addEventListener("keydown", turn);
  ask();
  return () => {
    seen.disconnect();
    changed.disconnect();
    window.removeEventListener("resize", ask);
    window.removeEventListener("keydown", turn);
  };
}
