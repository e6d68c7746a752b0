import { index, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  index('./routes/home.tsx'),
  route('operations/:operationId', './routes/operation.tsx'),
  route('api/twilio/*', './routes/twilio.ts'),
] satisfies RouteConfig
