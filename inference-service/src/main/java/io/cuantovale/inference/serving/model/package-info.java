/** Model packages: fetched, verified, loaded, swapped. */
@NullMarked
package io.cuantovale.inference.serving.model;

import org.jspecify.annotations.NullMarked;
