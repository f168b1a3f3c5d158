/** Names that cross a wire: topics, CloudEvents attributes, object keys. */
@NullMarked
package io.cuantovale.contracts;

import org.jspecify.annotations.NullMarked;
