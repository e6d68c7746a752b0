import { proxy } from '../../../../lib/proxy'

export { proxy as DELETE, proxy as GET, proxy as OPTIONS, proxy as PATCH, proxy as POST, proxy as PUT }
