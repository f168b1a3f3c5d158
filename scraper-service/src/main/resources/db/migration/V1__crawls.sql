-- Crawls and imports: what was asked for, how far it is, what it counted.
create table crawl (
    id varchar(128) primary key,
    kind varchar(10) not null,
    portal varchar(100) not null,
    state varchar(12) not null,
    location varchar(4000),
    photos varchar(4000),
    max_listings integer,
    requested_by varchar(200) not null,
    request_reason varchar(4000) not null,
    request_event_id varchar(128) not null,
    correlation_id varchar(128) not null,
    -- False until the request came back from its topic: until then it is sent again.
    accepted boolean not null,
    reason varchar(4000),
    pages_fetched bigint default 0 not null,
    listings_found bigint default 0 not null,
    listings_emitted bigint default 0 not null,
    listings_expected bigint,
    photos_stored bigint default 0 not null,
    pages_failed bigint default 0 not null,
    lines_skipped bigint default 0 not null,
    -- Imports: first line that is not yet sent and acknowledged.
    next_line bigint default 0 not null,
    requested_at timestamp with time zone not null,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);
create index crawl_by_state on crawl (state, requested_at);

-- The frontier: pages that a crawl knows of. A page and what follows from it change in one transaction.
create table page (
    crawl_id varchar(128) not null references crawl (id),
    kind varchar(10) not null,
    page_key varchar(200) not null,
    ordinal bigint not null,
    url varchar(4000) not null,
    page_number integer not null,
    state varchar(10) not null,
    note varchar(1000),
    primary key (crawl_id, kind, page_key)
);
create index page_pending on page (crawl_id, kind, state, ordinal);

-- Lines of imported files that hold no listing, as they stood.
create table skipped_line (
    crawl_id varchar(128) not null references crawl (id),
    line_number bigint not null,
    reason varchar(1000) not null,
    line text not null,
    primary key (crawl_id, line_number)
);

-- Who works on what, so that replicas never crawl one portal at the same time.
create table lease (
    name varchar(200) primary key,
    owner varchar(200) not null,
    until_at timestamp with time zone not null
);
