/**
 * What `simulator.fetch` rejects with when a fault cuts the connection. It looks like the `TypeError` a browser's
 * `fetch` rejects with; a server around the simulator answers it by destroying the socket.
 */
export class ConnectionDropped extends TypeError {
  override readonly name = 'ConnectionDropped'

  constructor() {
    super('Failed to fetch')
  }
}
