;; Fills 8 MiB again and again: bulk work costs fuel by the byte.
(module
  (memory (export "memory") 128)
  (func (export "_start") (loop $more (memory.fill (i32.const 0) (i32.const 1) (i32.const 8388608)) (br $more))))
