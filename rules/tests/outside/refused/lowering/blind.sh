#!/bin/sh
# Never run.
exit 0
