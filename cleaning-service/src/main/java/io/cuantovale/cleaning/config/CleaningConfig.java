package io.cuantovale.cleaning.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Settings of cleaning-service. */
@ConfigMapping(prefix = "cuantovale.cleaning")
public interface CleaningConfig {
    /**
     * Names this replica in its transactional id; no two that run at once may share it; default the host name
     * ({@code HOSTNAME}), or {@code local}.
     */
    @WithDefault("${HOSTNAME:local}")
    String instance();

    /** Most listings in one transaction; default 500. */
    @WithDefault("500")
    int batch();

    /** Pause after a failed batch before it is tried again; default 1 s. */
    @WithDefault("1s")
    Duration retryPause();

    /** How cover photos are looked at. */
    Photos photos();

    /** Exchange rate for prices in pesos. */
    Rate rate();

    /** When and how datasets are frozen. */
    Snapshots snapshots();

    /** How scraped listings are archived. */
    Archive archive();

    /** Looking at cover photos. */
    interface Photos {
        /** How often a photo that is not in the store is looked for before the listing goes without; default 3. */
        @WithDefault("3")
        int attempts();

        /** Pause between two looks; default 300 ms. */
        @WithDefault("300ms")
        Duration pause();
    }

    /** Uruguayan pesos to US dollars. Without a rate, listings in pesos are rejected with that reason. */
    interface Rate {
        /** Pesos for one US dollar; none by default. */
        OptionalDouble pesosPerUsd();

        /** The day of the rate (ISO date); must be given with a rate. */
        Optional<LocalDate> asOf();
    }

    /** Freezing datasets. */
    interface Snapshots {
        /** Whether snapshots are taken by themselves; default true. */
        @WithDefault("true")
        boolean automatic();

        /** New or changed listings that make a snapshot worth taking once it is quiet; default 200. */
        @WithDefault("200")
        long minNew();

        /** How long no new or changed listing may have come before a snapshot is taken; default 10 s. */
        @WithDefault("10s")
        Duration quietPeriod();

        /** New or changed listings at which a snapshot is taken without waiting for quiet; default 20000. */
        @WithDefault("20000")
        long maxNew();

        /** Cron expression of scheduled snapshots (Quartz form), or {@code off}; default off. */
        @WithDefault("off")
        String schedule();

        /** Seed of the split into parts; a change moves listings between parts; default 42. */
        @WithDefault("42")
        long splitSeed();

        /** Upper bounds of the price bands, in US$; default 100000, 200000, 300000. */
        @WithDefault("100000,200000,300000")
        List<Long> bands();

        /** Memory of the embedded database while it writes a snapshot; default 256MB. */
        @WithDefault("256MB")
        String memoryLimit();

        /** Folder for work in progress; default the JVM's temporary folder. */
        Optional<String> workFolder();
    }

    /** Archiving scraped listings. */
    interface Archive {
        /** Whether scraped listings are archived; default true. */
        @WithDefault("true")
        boolean enabled();

        /** Most records in one segment; default 5000. */
        @WithDefault("5000")
        int maxRecords();

        /** Longest time a scraped listing waits for its segment; default 60 s. */
        @WithDefault("60s")
        Duration maxAge();
    }
}
