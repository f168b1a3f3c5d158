/** The one JSON style of REST, events and manifests. */
@NullMarked
package io.cuantovale.kit.json;

import org.jspecify.annotations.NullMarked;
