;; Calls a function through its table by another type.
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 0) $one)
  (type $two (func (param i64)))
  (func $one)
  (func (export "_start") (call_indirect (type $two) (i64.const 0) (i32.const 0))))
