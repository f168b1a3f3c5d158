/** Builds the container images from what Maven packaged, into tar files or a registry, without a container engine. */
@NullMarked
package io.cuantovale.images;

import org.jspecify.annotations.NullMarked;
