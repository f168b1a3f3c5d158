package io.cuantovale.local.launcher.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.process.Memory;
import io.cuantovale.local.launcher.process.MemoryWatch;
import io.cuantovale.local.launcher.process.Services;
import io.cuantovale.local.launcher.show.Words;
import io.cuantovale.local.launcher.watch.Api;
import io.cuantovale.local.launcher.watch.Health;
import io.cuantovale.local.launcher.watch.LoopReader;
import io.cuantovale.local.launcher.watch.LoopState;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What runs, where the loop stands, and where to find it. */
final class StatusReport {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Context context;
    private final DataRoot data;
    private final Services services;
    private final Api api = new Api();

    StatusReport(Context context) {
        this.context = context;
        this.data = context.currentData();
        this.services = new Services(context.layout(), context.settings(), data, Optional.empty(), OptionalInt.empty());
    }

    /**
     * One process.
     *
     * @param health {@code ready}, or why not
     * @param memoryMib proportional set size
     */
    record Process(String name, long pid, int port, String health, long memoryMib, String log) {}

    boolean isRunning() {
        return !context.folder().alive().isEmpty();
    }

    /** For people. */
    void print(PrintStream out) {
        if (!isRunning()) {
            out.println("Not running. ./cuantovale up starts it; data of the last run: "
                    + context.layout().shown(data.dir()));
            return;
        }
        LoopState state = state();
        out.println("stage      " + state.stage());
        out.println("data       " + data.source().map(Object::toString).orElse("the built-in sample") + ", kept in "
                + context.layout().shown(data.dir()));
        out.println("listings   " + state.counts().describe());
        out.println("dataset    "
                + (state.datasetVersion().isEmpty()
                        ? "none yet"
                        : state.datasetVersion() + ", " + Words.count(state.datasetRows(), "row")));
        state.lastRun()
                .ifPresent(run -> out.println("run        " + run.id() + ", " + run.state() + ", stage "
                        + run.stage() + ", epoch " + run.epoch() + "/" + run.epochs()
                        + (run.failure().isEmpty() ? "" : ", " + run.failure())));
        out.println("champion   " + (state.champion().isEmpty() ? "none yet" : state.champion()));
        out.println("served     " + (state.servedVersion().isEmpty() ? "none yet" : state.servedVersion()));
        addresses().forEach((name, address) -> out.printf("%-10s %s%n", name, address));
        out.println();
        out.printf("%-10s %8s %6s %8s  %s%n", "process", "pid", "port", "memory", "health");
        for (Process process : processes()) {
            out.printf(
                    "%-10s %8d %6d %6d M  %s%n",
                    process.name(), process.pid(), process.port(), process.memoryMib(), process.health());
        }
        out.println("memory     " + Words.bytes(MemoryWatch.now(context.folder())) + " in all (sum of PSS)");
    }

    /** For programs. */
    void printJson(PrintStream out) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("running", isRunning());
        report.put("data", data.source().map(Object::toString).orElse("sample"));
        report.put("data_dir", data.dir().toString());
        if (isRunning()) {
            LoopState state = state();
            report.put("stage", state.stage());
            report.put("counts", state.counts());
            report.put("crawls", state.crawls());
            report.put("dataset_version", state.datasetVersion());
            report.put("dataset_rows", state.datasetRows());
            state.lastRun().ifPresent(run -> report.put("run", run(run)));
            report.put("champion", state.champion());
            report.put("served_version", state.servedVersion());
            report.put("addresses", addresses());
            report.put("processes", processes());
            report.put("memory_mib", MemoryWatch.now(context.folder()) >> 20);
        } else {
            report.put("stage", "stopped");
        }
        try {
            out.println(JSON.writeValueAsString(report));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the status", e);
        }
    }

    private static Map<String, Object> run(io.cuantovale.local.launcher.watch.Run run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", run.id());
        fields.put("state", run.state());
        fields.put("stage", run.stage());
        fields.put("epoch", run.epoch());
        fields.put("epochs", run.epochs());
        run.trainLoss().ifPresent(v -> fields.put("train_loss", v));
        run.validationLoss().ifPresent(v -> fields.put("validation_loss", v));
        run.validationAccuracy().ifPresent(v -> fields.put("validation_accuracy", v));
        fields.put("model_version", run.modelVersion());
        fields.put("dataset_version", run.datasetVersion());
        fields.put("promoted", run.promoted());
        fields.put("failure", run.failure());
        fields.put("metrics", run.metrics());
        return fields;
    }

    private LoopState state() {
        return new LoopReader(api, services::address, Up.TASK).read();
    }

    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("web", services.address(Part.GATEWAY) + "/");
        addresses.put("docs", services.address(Part.GATEWAY) + "/docs");
        for (Part part : AlreadyRunning.parts(context)) {
            addresses.put(
                    part.id(),
                    part == Part.BROKER
                            ? services.bootstrapServers()
                            : services.address(part).toString());
        }
        return addresses;
    }

    private List<Process> processes() {
        Health health = new Health(api);
        List<Process> processes = new ArrayList<>();
        for (Part part : Part.values()) {
            context.folder()
                    .alive(part.id())
                    .ifPresent(running -> processes.add(new Process(
                            part.id(),
                            running.stamp().pid(),
                            running.port(),
                            part == Part.BROKER
                                    ? (Health.accepts("127.0.0.1", running.port())
                                            ? "ready"
                                            : "does not accept connections")
                                    : health.problem(services.address(part).resolve("/q/health/ready"))
                                            .orElse("ready"),
                            Memory.pssWithChildren(List.of(running.stamp().pid())) >> 20,
                            context.layout().shown(data.log(part)))));
        }
        return processes;
    }
}
