;; Grows beyond the 2 pages that it declares itself, where other runtimes answer -1, and answers.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1 2)
  (data (i32.const 0) "\10\00\00\00\0e\00\00\00")
  (data (i32.const 16) "{\22name\22:\22Ada\22}")
  (func (export "_start")
    (drop (memory.grow (i32.const 2)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
