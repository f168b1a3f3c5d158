/** The Open Inference Protocol over gRPC. */
@NullMarked
package io.cuantovale.inference.grpc;

import org.jspecify.annotations.NullMarked;
