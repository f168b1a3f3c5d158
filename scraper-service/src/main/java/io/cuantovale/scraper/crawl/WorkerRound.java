package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Frontier.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Some pages, read by some workers. */
final class WorkerRound {
    private WorkerRound() {}

    /** What is done with a page. */
    interface Work {
        void on(Page page) throws InterruptedException;
    }

    /** Returns when all pages are done; after the first failure no further page is begun, and it is thrown. */
    static void run(ExecutorService pool, List<Page> pages, int workers, Work work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            running.add(pool.submit(() -> {
                boolean whole = false;
                try {
                    int i;
                    while ((i = next.getAndIncrement()) < pages.size()) {
                        work.on(pages.get(i));
                    }
                    whole = true;
                    return null;
                } finally {
                    if (!whole) {
                        next.set(pages.size());
                    }
                }
            }));
        }
        try {
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptedException setAside -> throw setAside;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
