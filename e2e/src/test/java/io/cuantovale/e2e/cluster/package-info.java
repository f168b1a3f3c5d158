/** The chart on a real one-node Kubernetes: install, predict, roll, kill, upgrade, roll back, uninstall. */
@NullMarked
package io.cuantovale.e2e.cluster;

import org.jspecify.annotations.NullMarked;
