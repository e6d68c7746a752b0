/** True when the stories run as tests. */
declare const __REACT_ACCEPTED_TESTS__: boolean
