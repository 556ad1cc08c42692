;; Traps before `_start` is called.
(module
  (memory (export "memory") 1)
  (func $first unreachable)
  (start $first)
  (func (export "_start")))
