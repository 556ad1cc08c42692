;; Grows a table beyond the 2 elements that it declares itself, and answers.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (table $t 1 2 funcref)
  (data (i32.const 0) "\10\00\00\00\0e\00\00\00")
  (data (i32.const 16) "{\22name\22:\22Ada\22}")
  (func (export "_start")
    (drop (table.grow $t (ref.null func) (i32.const 2)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
