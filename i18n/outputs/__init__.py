"""What a build writes, and what is known of the files that earlier builds wrote."""
