package io.cuantovale.e2e.cluster;

import io.cuantovale.e2e.product.Http;
import io.cuantovale.e2e.product.Http.Part;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that ask one after another, without a pause and without a retry, until they are stopped. */
final class SteadyLoad implements AutoCloseable {
    private static final int CALLERS = 2;
    private static final String LISTING = """
            {"area_m2": 64, "rooms": 1, "bathrooms": 1, "building_type": "apartment",
             "department": "Montevideo", "location": "Pocitos"}""";

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    SteadyLoad(String gateway) {
        for (int i = 0; i < CALLERS; i++) {
            callers.submit(() -> call(gateway));
        }
    }

    private void call(String gateway) {
        while (!stopped) {
            try {
                Http.Answer answer =
                        Http.postMultipart(gateway + "/v1/predictions", List.of(Part.json("listing", LISTING)));
                if (answer.status() == 200) {
                    answered.incrementAndGet();
                } else {
                    failed.add(answer.status() + " " + answer.body());
                }
            } catch (UncheckedIOException e) {
                failed.add(e.toString());
            }
        }
    }

    int answered() {
        return answered.get();
    }

    Queue<String> failed() {
        return failed;
    }

    @Override
    public void close() {
        stopped = true;
        callers.close();
    }
}
