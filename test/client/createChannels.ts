/** A `BroadcastChannel` whose messages arrive in the next macrotask of the test's clock, in every channel but the sender. */
export function createChannels() {
  const channels = new Set<Channel>()
  class Channel extends EventTarget {
    readonly name: string
    constructor(name: string) {
      super()
      this.name = name
      channels.add(this)
    }
    postMessage(data: unknown) {
      for (const channel of channels) {
        if (channel !== this && channel.name === this.name)
          setTimeout(() => channel.dispatchEvent(new MessageEvent('message', { data })))
      }
    }
    close() {
      channels.delete(this)
    }
  }
  return Channel
}
