package io.cuantovale.training.network;

import java.util.List;

/**
 * Sizes that a task and its data give a network.
 *
 * @param dense columns of encoded facts
 * @param tables one per embedded fact
 * @param classes of the target
 * @param regression whether the target is a number
 * @param photoHeight pixels, 0 for tasks without photo
 * @param photoWidth pixels, 0 for tasks without photo
 */
public record NetworkInput(
        int dense, List<Lookup> tables, int classes, boolean regression, int photoHeight, int photoWidth) {
    /** An embedded fact: how many values it has and how many numbers each becomes. */
    public record Lookup(int entries, int dimension) {}

    public boolean hasPhoto() {
        return photoHeight > 0;
    }
}
