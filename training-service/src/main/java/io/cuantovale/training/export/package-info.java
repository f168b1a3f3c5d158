/** The trained network as an ONNX graph, its parity check and the files of its package. */
@NullMarked
package io.cuantovale.training.export;

import org.jspecify.annotations.NullMarked;
