/** A service's own database: H2 in a file or PostgreSQL, chosen at start, the same migrations and SQL. */
@NullMarked
package io.cuantovale.state;

import org.jspecify.annotations.NullMarked;
