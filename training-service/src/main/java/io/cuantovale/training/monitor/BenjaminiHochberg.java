package io.cuantovale.training.monitor;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which of several tests stand out when the share of false discoveries is held at {@code alpha}. */
final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /** One answer per p-value, in their order. */
    static boolean[] rejected(List<Double> pValues, double alpha) {
        List<Integer> order = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparingDouble(pValues::get))
                .toList();
        int last = -1;
        for (int rank = 0; rank < order.size(); rank++) {
            if (pValues.get(order.get(rank)) <= alpha * (rank + 1) / order.size()) {
                last = rank;
            }
        }
        boolean[] rejected = new boolean[pValues.size()];
        for (int rank = 0; rank <= last; rank++) {
            rejected[order.get(rank)] = true;
        }
        return rejected;
    }
}
