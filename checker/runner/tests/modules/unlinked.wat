;; Imports what Traverse's whitelist names and its runtime does not link.
(module
  (import "traverse_host" "execution_id" (func (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")))
