;; Writes 64 KiB of stdout 16384 times, and does not look whether it was taken.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (func (export "_start") (local $left i32)
    (local.set $left (i32.const 16384))
    (loop $more
      (i32.store (i32.const 4) (i32.const 65536))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 65544)))
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (local.get $left)))))
