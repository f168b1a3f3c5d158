package io.cuantovale.gateway.predictions.job;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cuantovale.gateway.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Takes jobs in: once this returns, a job is done whatever happens to this process. */
@ApplicationScoped
public class Jobs {
    private final JobStore store;
    private final JobFiles files;
    private final JobWorker worker;
    private final GatewayConfig config;
    private final Clock clock;

    Jobs(JobStore store, JobFiles files, JobWorker worker, GatewayConfig config, Clock clock) {
        this.store = store;
        this.files = files;
        this.worker = worker;
        this.config = config;
        this.clock = clock;
    }

    /** A new job over a table and its photos. */
    public Job submit(Path table, List<JobFiles.Upload> photos) throws IOException {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        files.take(id, table, photos);
        store.insert(id, config.defaultTask(), clock.instant());
        worker.wake();
        return store.find(id).orElseThrow();
    }
}
