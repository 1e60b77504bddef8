// On the projector: the slide as large as the window shows without scrolling, and a presenter's remote turns the pages.
// A large window enlarges all of it, charts too; on a full slide the letters shrink. See mot/ui/document.py.
const SMALLEST = 0.6, LARGEST = 2, STEP = 0.04;
const WIDTH = 1130, HEIGHT = 720;  // what slides are designed for: their own width, and the window's height
const HANDHELD = 640;  // windows this narrow are held in a hand: they are scrolled instead
const KEYS = { PageDown: "next_slide", PageUp: "previous_slide" };  // what remotes send

export default function (component) {
  const { part: name, grow } = component.data;
  const main = document.querySelector('[data-testid="stMain"]'), root = document.documentElement;
  root.style.fontSize = "";
  const usual = parseFloat(getComputedStyle(root).fontSize);
  let watched = null, asked = 0;

  function found() {
    return document.querySelector(".st-key-" + name);
  }
  function enlarge(part) {
    const room = Math.min(part.parentElement.clientWidth / WIDTH, window.innerHeight / HEIGHT);
    const size = window.innerWidth < HANDHELD ? "1" : Math.max(SMALLEST, room).toFixed(2);
    if (part.style.zoom !== size) part.style.zoom = size;
  }
  function fit() {
    asked = 0;
    const part = found();
    if (!part || !main) return;
    if (part !== watched) {
      if (watched) seen.unobserve(watched);
      watched = part;
      seen.observe(part);
    }
    let size = Math.min(LARGEST, grow);
    const set = (value) => { root.style.fontSize = (usual * value).toFixed(1) + "px"; };
    set(1);
    enlarge(part);
    set(size);
    if (window.innerWidth < HANDHELD) return;
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
    root.style.fontSize = "";
    if (found()) found().style.zoom = "";
    seen.disconnect();
    changed.disconnect();
    window.removeEventListener("resize", ask);
    window.removeEventListener("keydown", turn);
  };
}
