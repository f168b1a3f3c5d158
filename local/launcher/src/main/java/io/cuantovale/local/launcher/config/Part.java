package io.cuantovale.local.launcher.config;

/** A process of the product, in the order in which they are started; stopped the other way round. */
public enum Part {
    BROKER("broker", "local/broker", 19092, "160m"),
    PORTAL("portal", "local/demo-portal", 8090, "112m"),
    SCRAPER("scraper", "scraper-service", 8081, "160m"),
    CLEANING("cleaning", "cleaning-service", 8082, "256m"),
    TRAINING("training", "training-service", 8083, "768m"),
    INFERENCE("inference", "inference-service", 8084, "192m"),
    GATEWAY("gateway", "gateway", 8080, "192m");

    private final String id;
    private final String module;
    private final int port;
    private final String heap;

    Part(String id, String module, int port, String heap) {
        this.id = id;
        this.module = module;
        this.port = port;
        this.heap = heap;
    }

    /** The name in commands, settings and log files. */
    public String id() {
        return id;
    }

    /** The Maven module's folder below the repository's root. */
    public String module() {
        return module;
    }

    /** The setting of the port that it listens on. */
    public Setting portSetting() {
        return new Setting("cuantovale." + id + ".port", Integer.toString(port), "port of " + id);
    }

    /** The setting of the largest Java heap. */
    public Setting heapSetting() {
        return new Setting("cuantovale." + id + ".heap", heap, "largest Java heap of " + id);
    }

    /** The setting of further JVM options. */
    public Setting javaOptionsSetting() {
        return new Setting("cuantovale." + id + ".java-options", "", "further JVM options of " + id);
    }
}
