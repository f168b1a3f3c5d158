/** The Open Inference Protocol over HTTP, with JSON and binary tensors. */
@NullMarked
package io.cuantovale.inference.rest;

import org.jspecify.annotations.NullMarked;
