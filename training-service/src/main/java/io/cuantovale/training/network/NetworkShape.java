package io.cuantovale.training.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network as data.
 *
 * @param channels of the convolutions (4x4, stride 2, padding 1, no bias, batch norm, ReLU) on the photo, after its
 *     three; empty without photo branch
 * @param pooled whether the last feature map is averaged to one value per channel, else it is flattened
 * @param hidden units of the fully connected layers
 * @param regression whether the network has a regression output and a linear path from the facts to it; else a number
 *     is interpolated from the class probabilities
 * @param presence whether the network reads whether a photo is there
 * @param embeddingFromHidden whether the embedding is the last hidden layer, else the photo branch's output
 * @param dropout of the hidden layers while training
 */
public record NetworkShape(
        List<Integer> channels,
        boolean pooled,
        List<Integer> hidden,
        boolean regression,
        boolean presence,
        boolean embeddingFromHidden,
        double dropout) {

    private static final Map<String, NetworkShape> BY_NAME = new TreeMap<>(Map.of(
            "light",
            new NetworkShape(List.of(32, 64, 128, 64), true, List.of(128, 64), true, true, false, 0.1),
            "facts-only",
            new NetworkShape(List.of(), true, List.of(32, 32), true, false, false, 0.0),
            "earlier",
            new NetworkShape(List.of(64, 128, 256, 64), false, List.of(1024, 512, 128, 64), false, false, true, 0.0),
            "earlier-compact",
            new NetworkShape(
                    List.of(128, 256, 128, 32, 8, 1), false, List.of(1024, 512, 128, 64), false, false, true, 0.0)));

    /** The networks that a task file may choose. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** A network by name; throws {@link IllegalArgumentException} naming the known ones. */
    public static NetworkShape named(String name) {
        NetworkShape shape = BY_NAME.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("network: " + name + " (expected: one of " + names() + ")");
        }
        return shape;
    }
}
