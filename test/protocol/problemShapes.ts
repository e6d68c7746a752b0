import type { Problem } from 'react-accepted/client'

/** An error body as a framework sends it, and what the user should see of it. */
type Shape = readonly [name: string, body: unknown, problem: Problem]

const field = (name: string, message: string) => ({ field: name, message })

/** Recorded from running servers: FastAPI 0.142, Nest 12.5, Fastify 5.12, express-validator 7.3, Hono 4.13 with Zod 4.6. */
const RECORDED: readonly Shape[] = [
  [
    'FastAPI, fields',
    {
      detail: [
        { type: 'int_parsing', loc: ['query', 'page'], msg: 'Input should be a valid integer', input: 'a' },
        {
          type: 'string_too_long',
          loc: ['body', 'month'],
          msg: 'String should have at most 7 characters',
          input: '2026-005',
          ctx: { max_length: 7 },
        },
        { type: 'int_parsing', loc: ['body', 'rows', 1, 'amount'], msg: 'Input should be a valid integer' },
      ],
    },
    {
      title: 'page: Input should be a valid integer',
      fields: [
        field('page', 'Input should be a valid integer'),
        field('month', 'String should have at most 7 characters'),
        field('rows.1.amount', 'Input should be a valid integer'),
      ],
    },
  ],
  [
    'FastAPI, the whole body',
    {
      detail: [
        { type: 'model_attributes_type', loc: ['body'], msg: 'Input should be a dictionary', input: '{' },
      ],
    },
    { title: 'Input should be a dictionary', fields: [] },
  ],
  ['FastAPI, a string', { detail: 'No such report' }, { title: 'No such report', fields: [] }],
  [
    'FastAPI, an object',
    { detail: { code: 'taken', message: 'That name is taken' } },
    { title: 'That name is taken', fields: [] },
  ],
  [
    'Nest, several',
    {
      message: ['name must be shorter than or equal to 5 characters', 'email must be an email'],
      error: 'Bad Request',
      statusCode: 400,
    },
    {
      title: 'Bad Request',
      detail: 'name must be shorter than or equal to 5 characters; email must be an email',
      fields: [],
    },
  ],
  [
    'Nest, one',
    { message: 'No such report', error: 'Not Found', statusCode: 404 },
    { title: 'Not Found', detail: 'No such report', fields: [] },
  ],
  ['Nest, bare', { message: 'Bad Request', statusCode: 400 }, { title: 'Bad Request', fields: [] }],
  [
    'Fastify',
    {
      statusCode: 400,
      code: 'FST_ERR_VALIDATION',
      error: 'Bad Request',
      message: "body must have required property 'name'",
    },
    { title: 'Bad Request', detail: "body must have required property 'name'", fields: [] },
  ],
  [
    'express-validator, a list',
    {
      errors: [
        { type: 'field', value: 'x', msg: 'Invalid value', path: 'rows[1].amount', location: 'body' },
        { type: 'field', msg: 'Name it', path: 'name', location: 'body' },
      ],
    },
    {
      title: 'rows.1.amount: Invalid value',
      fields: [field('rows.1.amount', 'Invalid value'), field('name', 'Name it')],
    },
  ],
  [
    'express-validator, a map',
    { errors: { name: { type: 'field', msg: 'Name it', path: 'name', location: 'body' } } },
    { title: 'name: Name it', fields: [field('name', 'Name it')] },
  ],
  [
    'Hono with Zod',
    {
      success: false,
      error: {
        name: 'ZodError',
        message: JSON.stringify([
          { expected: 'string', code: 'invalid_type', path: ['name'], message: 'Invalid input' },
          { expected: 'number', code: 'invalid_type', path: ['rows', 1, 'amount'], message: 'Invalid input' },
        ]),
      },
    },
    {
      title: 'name: Invalid input',
      fields: [field('name', 'Invalid input'), field('rows.1.amount', 'Invalid input')],
    },
  ],
  [
    'Zod, flattened',
    { error: { formErrors: [], fieldErrors: { name: ['Invalid input'] } } },
    { title: 'name: Invalid input', fields: [field('name', 'Invalid input')] },
  ],
]

/** From specifications and the frameworks' own guides. */
const DOCUMENTED: readonly Shape[] = [
  [
    // https://jsonapi.org/examples/#error-objects-multiple-errors
    'JSON:API',
    {
      jsonapi: { version: '1.0' },
      errors: [
        {
          code: '123',
          source: { pointer: '/data/attributes/first-name' },
          title: 'Value is too short',
          detail: 'First name must contain at least three characters.',
        },
        {
          code: '226',
          source: { pointer: '/data/attributes/password' },
          title: 'Password and password confirmation do not match.',
        },
        {
          source: { pointer: '/data/relationships/author' },
          title: 'Gone',
          detail: 'There is no such author.',
        },
      ],
    },
    {
      title: 'Value is too short',
      fields: [
        field('first-name', 'First name must contain at least three characters.'),
        field('password', 'Password and password confirmation do not match.'),
        field('author', 'There is no such author.'),
      ],
    },
  ],
  [
    'JSON:API, the whole document',
    { errors: [{ source: { pointer: '' }, detail: 'Missing `data` Member at document’s top level.' }] },
    { title: 'Missing `data` Member at document’s top level.', fields: [] },
  ],
  [
    'JSON:API, a parameter',
    {
      errors: [
        { source: { parameter: 'include' }, title: 'Invalid Query Parameter', detail: 'No `auther`.' },
      ],
    },
    { title: 'Invalid Query Parameter', fields: [field('include', 'No `auther`.')] },
  ],
  [
    'JSON:API, no field',
    {
      errors: [
        { status: '500', title: 'The backend responded with an error', detail: 'Reading took too long.' },
      ],
    },
    { title: 'The backend responded with an error', detail: 'Reading took too long.', fields: [] },
  ],
  [
    // RFC 6749, 5.2
    'OAuth',
    {
      error: 'invalid_request',
      error_description: 'The refresh token has expired.',
      error_uri: 'https://auth.example/errors/3',
    },
    {
      title: 'invalid_request',
      detail: 'The refresh token has expired.',
      link: 'https://auth.example/errors/3',
      fields: [],
    },
  ],
  [
    // https://docs.spring.io/spring-boot, DefaultErrorAttributes with include-binding-errors
    'Spring Boot',
    {
      timestamp: '2026-03-08T16:19:45.828+0000',
      status: 400,
      error: 'Bad Request',
      message: "Validation failed for object='customer'. Error count: 1",
      errors: [
        {
          codes: ['NotBlank.customer.name', 'NotBlank'],
          arguments: [{ codes: ['customer.name'], defaultMessage: 'name', code: 'name' }],
          defaultMessage: "name can't be blank",
          objectName: 'customer',
          field: 'name',
          rejectedValue: '',
          bindingFailure: false,
          code: 'NotBlank',
        },
      ],
      path: '/customers',
    },
    {
      title: 'Bad Request',
      detail: "Validation failed for object='customer'. Error count: 1",
      fields: [field('name', "name can't be blank")],
    },
  ],
  [
    'Spring Boot without a message',
    { timestamp: 1467943353634, status: 404, error: 'Not Found', message: '', path: '/exports' },
    { title: 'Not Found', fields: [] },
  ],
  [
    // https://learn.microsoft.com/aspnet/core/web-api, ValidationProblemDetails
    'ASP.NET Core',
    {
      type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
      title: 'One or more validation errors occurred.',
      status: 400,
      traceId: '|7fb5e16a-4c8f23bbfc974667.',
      errors: {
        '': ['A non-empty request body is required.'],
        Name: ['The Name field is required.', 'Too short.'],
        'Rows[1].UnitPrice': ['Too much.'],
        '$.rows[0].amount': ['The JSON value could not be converted to System.Int32.'],
        IPAddress: ['No address.'],
        URL: ['No URL.'],
      },
    },
    {
      title: 'One or more validation errors occurred.',
      detail: 'A non-empty request body is required.',
      link: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
      fields: [
        field('name', 'The Name field is required.'),
        field('name', 'Too short.'),
        field('rows.1.unitPrice', 'Too much.'),
        field('rows.0.amount', 'The JSON value could not be converted to System.Int32.'),
        field('ipAddress', 'No address.'),
        field('url', 'No URL.'),
      ],
    },
  ],
  [
    // https://laravel.com/docs/validation#validation-error-response-format
    'Laravel',
    {
      message: 'The team name must be a string. (and 4 more errors)',
      errors: {
        team_name: ['The team name must be a string.', 'The team name must be at least 1 characters.'],
        'users.0.email': ['The users.0.email field is required.'],
      },
    },
    {
      title: 'The team name must be a string. (and 4 more errors)',
      fields: [
        field('team_name', 'The team name must be a string.'),
        field('team_name', 'The team name must be at least 1 characters.'),
        field('users.0.email', 'The users.0.email field is required.'),
      ],
    },
  ],
  [
    'Rails, by field',
    { errors: { name: ["can't be blank"], title: ['is taken'], base: ['Too many today'] } },
    { title: 'Too many today', fields: [field('name', "can't be blank"), field('title', 'is taken')] },
  ],
  [
    'Rails, full messages',
    { errors: ["Email can't be blank", 'Name is taken'] },
    { title: "Email can't be blank", detail: 'Name is taken', fields: [] },
  ],
  [
    // https://guides.rubyonrails.org/configuring.html, debug_exception_response_format
    'Rails, an exception',
    {
      status: 404,
      error: 'Not Found',
      exception: '#<ActionController::RoutingError>',
      traces: { Framework: [] },
    },
    { title: 'Not Found', fields: [] },
  ],
  ['Phoenix', { errors: { detail: 'Not Found' } }, { title: 'Not Found', fields: [] }],
  [
    // https://www.django-rest-framework.org/api-guide/exceptions/
    'Django REST, fields',
    { amount: ['A valid integer is required.'], description: ['This field may not be blank.'] },
    {
      title: 'amount: A valid integer is required.',
      fields: [
        field('amount', 'A valid integer is required.'),
        field('description', 'This field may not be blank.'),
      ],
    },
  ],
  [
    'Django REST, rows and the whole body',
    {
      non_field_errors: ['Dates overlap.'],
      rows: [{}, { amount: ['A number, please.'] }],
      owner: { name: ['Who?'] },
    },
    {
      title: 'Dates overlap.',
      fields: [field('rows.1.amount', 'A number, please.'), field('owner.name', 'Who?')],
    },
  ],
  [
    'Django REST, a string',
    { detail: "Method 'DELETE' not allowed.", code: 'method_not_allowed' },
    { title: "Method 'DELETE' not allowed.", fields: [] },
  ],
  [
    // https://firebase.google.com/docs/cloud-messaging, google.rpc.BadRequest
    'Google',
    {
      error: {
        code: 400,
        message: 'Invalid value.',
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field: 'message.apns.payload.aps.badge', description: 'It is a number.' }],
          },
          {
            '@type': 'type.googleapis.com/google.rpc.Help',
            links: [{ description: 'Console', url: 'https://console.example' }],
          },
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'BAD',
            metadata: { service: 'fcm' },
          },
        ],
      },
    },
    {
      title: 'Invalid value.',
      fields: [field('message.apns.payload.aps.badge', 'It is a number.')],
    },
  ],
  [
    // https://docs.oasis-open.org/odata/odata-json-format, Error Response
    'Azure and OData',
    {
      error: {
        code: '501',
        message: 'Unsupported functionality',
        target: 'query',
        details: [{ code: '301', target: '$search', message: '$search query option not supported' }],
        innererror: { trace: [], context: {} },
      },
    },
    {
      title: 'Unsupported functionality',
      fields: [
        field('query', 'Unsupported functionality'),
        field('search', '$search query option not supported'),
      ],
    },
  ],
  [
    'Azure with an inner reason',
    {
      error: {
        code: 'InternalServerError',
        message: 'Internal Server Error',
        innerError: { code: 'Quota', message: 'The quota is used up.' },
      },
    },
    { title: 'Internal Server Error', detail: 'The quota is used up.', fields: [] },
  ],
  [
    // https://platform.openai.com/docs/guides/error-codes
    'OpenAI',
    { error: { message: 'Too many tokens.', type: 'invalid_request_error', param: 'messages', code: null } },
    { title: 'Too many tokens.', fields: [field('messages', 'Too many tokens.')] },
  ],
  ['a bare error', { error: 'Not allowed' }, { title: 'Not allowed', fields: [] }],
  ['an empty error', { error: {}, message: 'No.' }, { title: 'No.', fields: [] }],
  ['msg', { code: 1, msg: 'No.' }, { title: 'No.', fields: [] }],
  ['reason', { error: true, reason: 'No.' }, { title: 'No.', fields: [] }],
  ['a JSON string', 'Not allowed', { title: 'Not allowed', fields: [] }],
  [
    // https://spec.graphql.org, section 7.1.2: the path refers to the response
    'GraphQL',
    { data: null, errors: [{ message: 'No.', locations: [{ line: 1, column: 2 }], path: ['hero', 'name'] }] },
    { title: 'No.', fields: [] },
  ],
  [
    // RFC 7807, section 3
    'invalid-params',
    { title: 'Not valid.', 'invalid-params': [{ name: 'age', reason: 'must be a positive integer' }] },
    { title: 'Not valid.', fields: [field('age', 'must be a positive integer')] },
  ],
  [
    // https://api-platform.com/docs, ConstraintViolationList
    'Symfony',
    {
      title: 'An error occurred',
      detail: 'name: Blank.',
      violations: [{ propertyPath: 'rows[0].name', message: 'Blank.' }],
    },
    { title: 'An error occurred', detail: 'name: Blank.', fields: [field('rows.0.name', 'Blank.')] },
  ],
  [
    'Salesforce',
    [
      {
        message: 'Required fields are missing: [Name]',
        errorCode: 'REQUIRED_FIELD_MISSING',
        fields: ['Name'],
      },
    ],
    { title: 'Required fields are missing: [Name]', fields: [] },
  ],
]

export const PROBLEM_SHAPES = [...RECORDED, ...DOCUMENTED]
