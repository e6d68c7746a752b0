/** True while the stories are tested. */
declare const __REACT_ACCEPTED_TESTS__: boolean
