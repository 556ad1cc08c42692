#!/bin/sh
exec /usr/bin/java -cp /usr/share/bazel/tools/stardoc/stardoc/renderer_prebuilt.jar \
  com.google.devtools.build.stardoc.renderer.RendererMain "$@"
