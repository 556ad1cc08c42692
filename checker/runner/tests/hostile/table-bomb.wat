;; Grows its table without end.
(module
  (memory (export "memory") 1)
  (table $t 1 funcref)
  (func (export "_start") (loop $more (drop (table.grow $t (ref.null func) (i32.const 100))) (br $more))))
