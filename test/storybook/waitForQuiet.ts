/**
 * Runs in the page. Resolves after 120 ms without a change (clocks tick less often), because names may appear
 * after what a story waits for.
 */
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
