// On the projector: letters as large as the window shows without scrolling, and a presenter's remote turns the pages.
// Charts follow the room they get. See mot/ui/document.py.
const SMALLEST = 0.6, LARGEST = 2, STEP = 0.04, DESIGNED = 1280;
const KEYS = { PageDown: "next_slide", PageUp: "previous_slide" };  // what remotes send

export default function (component) {
  const { part: name, grow, most } = component.data;
  const main = document.querySelector('[data-testid="stMain"]'), root = document.documentElement;
  root.style.fontSize = "";
  const usual = parseFloat(getComputedStyle(root).fontSize);
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
    let size = Math.min(LARGEST, most, grow * Math.max(1, window.innerWidth / DESIGNED));
    const set = (value) => { root.style.fontSize = (usual * value).toFixed(1) + "px"; };
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
    root.style.fontSize = "";
    seen.disconnect();
    changed.disconnect();
    window.removeEventListener("resize", ask);
    window.removeEventListener("keydown", turn);
  };
}
