/** Networks by name and their PyTorch blocks. */
@NullMarked
package io.cuantovale.training.network;

import org.jspecify.annotations.NullMarked;
