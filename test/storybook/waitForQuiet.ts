/** In the page: until nothing but clocks has changed for a while, since names may come after what a story waits for. */
export function waitForQuiet(): Promise<void> {
  const quietMs = 120
  return new Promise((resolve) => {
    let timer = setTimeout(end, quietMs)
    const observer = new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(end, quietMs)
    })
    function end() {
      observer.disconnect()
      resolve()
    }
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  })
}
